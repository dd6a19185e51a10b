#include "archive/foreign.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>

#include "archive/digest.hpp"
#include "archive/http.hpp"
#include "archive/reader.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace archive {
namespace {

constexpr const char* others_are_sound = "what can be read is taken; make the file again, if its maker can";

std::optional<std::size_t> read_hexadecimal(std::string_view digits) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc{} || end != digits.data() + digits.size()) return {};
    return value;
}

/// The body without HTTP's chunks. Nothing where it does not consist of whole chunks: many writers have taken
/// them off and left the header.
std::optional<std::string> without_chunks(std::string_view body) {
    std::string out;
    for (;;) {
        const auto line = body.find("\r\n");
        if (line == body.npos) return {};
        const auto digits = base::trim(body.substr(0, std::min(body.find(';'), line)));
        const auto size = read_hexadecimal(digits);
        if (!size) return {};
        body.remove_prefix(line + 2);
        if (*size == 0) return out;
        if (body.size() < 2 || *size > body.size() - 2 || body.substr(*size, 2) != "\r\n") return {};
        out += body.substr(0, *size);
        body.remove_prefix(*size + 2);
    }
}

/// "HTTP/1.1 200 OK"; 0 for anything else.
int status_of(std::string_view block) {
    if (!block.starts_with("HTTP/")) return 0;
    const auto blank = block.find(' ');
    const auto status = blank == block.npos ? std::nullopt : base::read_integer(block.substr(blank + 1, 3));
    return status && *status >= 100 && *status <= 999 ? static_cast<int>(*status) : 0;
}

bool is_http(const Record& record) {
    const auto url = base::lower_ascii(record.target());
    return url.starts_with("http://") || url.starts_with("https://");
}

/// Takes the chunks off and says what is wrong with a body.
void take_body(Foreign& foreign, const Record& record, std::string body) {
    auto& exchange = foreign.exchange;
    bool right = matches(foreign.payload, body);
    const auto coding = base::lower_ascii(model::header(exchange.headers, "Transfer-Encoding"));
    if (coding.find("chunked") != coding.npos)
        if (auto plain = without_chunks(body)) {
            body = std::move(*plain);
            // Some count the chunks into the digest (wget), some don't (warcio).
            right = right || matches(foreign.payload, body);
        }
    const auto length = base::read_integer(model::header(exchange.headers, "Content-Length"));
    const bool coded = !model::header(exchange.headers, "Content-Encoding").empty();
    if (!right) foreign.wrong = "its body differs from its WARC-Payload-Digest";
    if (!record.field("WARC-Truncated").empty()) foreign.wrong = "its writer cut its body short";
    if (length && !coded && coding.empty() && static_cast<long long>(body.size()) < *length)
        foreign.wrong = "its body is shorter than its Content-Length";
    exchange.body = std::move(body);
}

Foreign foreign_of(Record&& record) {
    Foreign foreign;
    auto& exchange = foreign.exchange;
    foreign.offset = record.offset;
    foreign.id = record.field("WARC-Record-ID");
    foreign.payload = record.field("WARC-Payload-Digest");
    foreign.revisit = record.type() == "revisit";
    exchange.request.url = record.target();
    exchange.origin = "import";
    exchange.protocol = record.field("WARC-Protocol");
    const auto date = base::read_instant(record.field("WARC-Date"));
    exchange.fetched = date.value_or(base::Instant{});
    if (!date) foreign.wrong = fmt::format("its WARC-Date is '{}'", record.field("WARC-Date"));
    exchange.status = status_of(record.block);
    auto answer = read_http(record.block);
    exchange.headers = std::move(answer.headers);
    if (!foreign.revisit) {
        if (exchange.status == 0) foreign.wrong = "it holds no HTTP answer";
        take_body(foreign, record, record.block.substr(answer.body_at));
        // Few crawlers write a 304 as the revisit that it is.
        foreign.revisit = foreign.unmodified = exchange.status == 304;
        return foreign;
    }
    foreign.unmodified = record.field("WARC-Profile").find("server-not-modified") != std::string::npos;
    if (exchange.status == 0)
        exchange.status = foreign.unmodified ? 304 : 200;  // a revisit may have no block
    foreign.refers_to = record.field("WARC-Refers-To");
    foreign.refers_url =
        Record{{{"WARC-Target-URI", record.field("WARC-Refers-To-Target-URI")}}, {}}.target();
    foreign.refers_date = base::read_instant(record.field("WARC-Refers-To-Date"));
    return foreign;
}

/// Requests, answers and our own metadata come as separate records, in either order.
class Pairing {
  public:
    Pairing(std::string name, const ForeignFound& found) : name_(std::move(name)), found_(found) {}

    void take(Record&& record) {
        const auto type = record.type();
        // wget 1.21 writes the digest of nothing into its revisits.
        if (type != "revisit" && !matches(record.field("WARC-Block-Digest"), record.block)) {
            end();
            return found_.damage(
                {name_, record.offset, "its block differs from its WARC-Block-Digest", others_are_sound});
        }
        if (type == "request" && is_http(record)) return request(std::move(record));
        if ((type == "response" || type == "revisit") && is_http(record)) return answer(std::move(record));
        if (type == "metadata" && answer_ && record.field("WARC-Concurrent-To") == answer_->id)
            metadata(record.block);
    }
    void end() {
        give();
        request_.reset();
    }

  private:
    void give() {
        if (answer_) found_.answer(std::move(*answer_));
        answer_.reset();
    }
    void request(Record&& record) {
        if (answer_ && (record.field("WARC-Concurrent-To") == answer_->id || answer_asks_for(record)))
            return attach(record);
        end();
        request_ = std::make_unique<Record>(std::move(record));
    }
    void answer(Record&& record) {
        concurrent_ = record.field("WARC-Concurrent-To");
        give();
        answer_ = foreign_of(std::move(record));
        answer_->number = count_++;
        if (request_ && (request_->field("WARC-Concurrent-To") == answer_->id || answer_asks_for(*request_)))
            attach(*request_);
        request_.reset();
    }
    bool answer_asks_for(const Record& record) const {
        return !concurrent_.empty() && concurrent_ == record.field("WARC-Record-ID");
    }
    void attach(const Record& record) {
        const auto method = record.block.substr(0, record.block.find(' '));
        if (method != "GET" && !method.empty())
            answer_->wrong = fmt::format("it answers a {}, and only a GET is known by its address", method);
        answer_->exchange.request.headers = read_http(record.block).headers;
    }
    void metadata(const std::string& block) {
        const auto meta = base::Json::parse(block);
        if (!meta || !(*meta)["tuja"].integer()) return;
        auto& request = answer_->exchange.request;
        answer_->ours = true;
        request.source = meta->text("source");
        request.part = meta->text("part");
        request.window = {base::read_day(meta->text("from")).value_or(base::Day{}),
                          base::read_day(meta->text("to")).value_or(base::Day{})};
        request.visit = base::read_instant(meta->text("visit")).value_or(answer_->exchange.fetched);
        if (const auto* page = (*meta)["page"].integer()) request.page = static_cast<int>(*page);
        answer_->exchange.failure = meta->text("failure");
        if (meta->text("origin") == "bundled")
            answer_->wrong = "it was composed for the bundled edition, nobody fetched it";
    }

    const std::string name_;
    const ForeignFound& found_;
    std::unique_ptr<Record> request_;  // whose answer is still to come
    std::optional<Foreign> answer_;
    std::size_t count_ = 0;
    std::string concurrent_;  // of the answer
};

}  // namespace

void read_foreign(const std::filesystem::path& file, const ForeignFound& found) {
    const auto name = file.filename().string();
    Input in{file.parent_path(), name};
    Reader reader{in, 0};
    Pairing pairing{name, found};
    for (;;) {
        base::stop_if_interrupted();  // such files are often larger than anybody waits for
        try {
            auto record = reader.next();
            if (!record) break;
            pairing.take(std::move(*record));
        } catch (const Broken& broken) {
            pairing.end();
            found.damage({name, broken.offset, broken.what, others_are_sound});
            if (!reader.recover()) break;
        }
    }
    pairing.end();
}

}  // namespace archive
