#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fetch/transport.hpp"

namespace fetch {

/// A recorded answer, as the offline transport serves it.
struct Recorded {
    std::string url;
    base::Instant retrieved{};
    int status = 200;
    std::string content_type;
    std::string file;
};

/// Answers from recorded files instead of the network: same requests, same path afterwards. A request is
/// answered by the record of its URL whose `retrieved` equals the visit's time; where there is none the
/// exchange fails and says so. Origin `bundled`; the fetch time is `retrieved`.
class Bundle : public Transport {
  public:
    using ReadFile = std::function<std::string(const std::string&)>;
    Bundle(std::vector<Recorded> records, ReadFile read);
    void run(std::vector<model::Request> requests, const Answer& answer) override;

  private:
    std::vector<Recorded> records_;
    ReadFile read_;
};

}  // namespace fetch
