#include "pipeline/ping.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "fetch/address.hpp"
#include "fetch/post.hpp"
#include "pipeline/desk.hpp"
#include "pipeline/keys.hpp"

namespace pipeline {
namespace {

constexpr std::chrono::milliseconds patience{10'000};
/// Whoever pressed Ctrl-C waits for a second, not for a watcher that does not answer.
constexpr std::chrono::milliseconds in_a_hurry{500};
constexpr std::size_t longest_tail = 10'000;

class Watcher {
  public:
    Watcher(const House& house, const std::string& job)
        : house_(house), url_(base::replace_all(house.settings.ping_url, "{job}", job)) {}

    void start() { tell("/start", "", patience); }
    void end(int status, const std::string& last_words) {
        const bool hurry = status == static_cast<int>(Exit::interrupted);
        tell(fmt::format("/{}", status), tail(last_words), hurry ? in_a_hurry : patience);
    }

  private:
    /// The address's query, if it has one, stays behind the path.
    std::string address(const std::string& what) const {
        const auto query = url_.find('?');
        auto path = url_.substr(0, query);
        while (path.ends_with('/')) path.pop_back();
        return path + what + (query == std::string::npos ? "" : url_.substr(query));
    }

    std::string tail(const std::string& last_words) const {
        auto text = base::log::tail() + last_words;
        for (const auto& source : house_.sources)
            if (const auto key = source.key.empty() ? std::nullopt : find_key(source.key))
                text = base::replace_all(text, *key, masked_key);
        return text.size() > longest_tail ? text.substr(text.size() - longest_tail) : text;
    }

    void tell(const std::string& what, const std::string& text, std::chrono::milliseconds wait) {
        const auto fault = fetch::post(address(what), text, "tuja/0.1", wait);
        if (fault.empty() || said_) return;
        said_ = true;
        // Not a warning: the watcher itself notices that it was not told, and a mail from cron would be one
        // too many.
        const auto host = fetch::read_address(url_);
        base::log::info(fmt::format("ping_url: {} was not told: {}", host ? host->host : "its host", fault));
    }

    const House& house_;
    std::string url_;
    bool said_ = false;
};

}  // namespace

int watched(const House& house, const std::string& job, const std::function<int()>& work) {
    if (house.settings.ping_url.empty()) return work();
    Watcher watcher{house, job};
    watcher.start();
    try {
        base::stop_if_interrupted();  // while the watcher was told
        const int status = work();
        watcher.end(status, "");
        return status;
    } catch (const base::Error& error) {
        watcher.end(static_cast<int>(exit_of(error)), error.what());
        throw;
    } catch (const std::exception& error) {
        watcher.end(static_cast<int>(Exit::failed), error.what());
        throw;
    }
}

}  // namespace pipeline
