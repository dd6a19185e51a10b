// What hosts said of addresses: wait, gone, moved.
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {

void Store::be_patient(const std::string& source, const std::string& url, const model::Patience& patience) {
    together([&] {
        auto& put = database_->put("ops_patience");
        const auto said = [&](const char* key) {
            const auto found = patience.rhythm.find(key);
            return found == patience.rhythm.end() ? std::string{} : found->second;
        };
        put.bind(":source", source);
        put.bind(":url", url);
        put.bind(":not_before", micros(patience.not_before));
        put.bind(":ttl", said("ttl"));
        put.bind(":skip_hours", said("skip_hours"));
        put.bind(":skip_days", said("skip_days"));
        put.exec();
    });
}

std::optional<model::Patience> Store::patience(const std::string& source, const std::string& url) {
    return guarded(database_->file, [&]() -> std::optional<model::Patience> {
        auto& select = database_->kept(
            "SELECT not_before, ttl, skip_hours, skip_days FROM ops_patience WHERE source = :source AND url "
            "= "
            ":url");
        select.bind(":source", source);
        select.bind(":url", url);
        if (!select.executeStep()) return {};
        model::Patience found{instant(select.getColumn(0).getInt64()), {}};
        int column = 0;
        for (const auto* key : {"ttl", "skip_hours", "skip_days"})
            if (auto text = select.getColumn(++column).getString(); !text.empty()) found.rhythm[key] = text;
        select.reset();
        return found;
    });
}

void Store::set_gone(const std::string& source, const std::string& part, const std::string& digest,
                     std::optional<base::Instant> since) {
    together([&] {
        auto& erase = database_->kept("DELETE FROM ops_gone WHERE source = :source AND part = :part");
        erase.bind(":source", source);
        erase.bind(":part", part);
        erase.exec();
        if (!since) return;
        auto& put = database_->put("ops_gone");
        put.bind(":source", source);
        put.bind(":part", part);
        put.bind(":digest", digest);
        put.bind(":since", micros(*since));
        put.exec();
    });
}

std::optional<base::Instant> Store::gone_since(const std::string& source, const std::string& part,
                                               const std::string& digest) {
    return guarded(database_->file, [&]() -> std::optional<base::Instant> {
        auto& select = database_->kept(
            "SELECT since FROM ops_gone WHERE source = :source AND part = :part AND digest = :digest");
        select.bind(":source", source);
        select.bind(":part", part);
        select.bind(":digest", digest);
        std::optional<base::Instant> found;
        if (select.executeStep()) found = instant(select.getColumn(0).getInt64());
        select.reset();
        return found;
    });
}

void Store::set_moved(const std::string& source, const std::string& url, const std::string& target) {
    together([&] {
        auto& put = target.empty()
                        ? database_->kept("DELETE FROM ops_moved WHERE source = :source")
                        : database_->kept(
                              "INSERT INTO ops_moved (source, url, target) VALUES (:source, :url, :target) "
                              "ON CONFLICT (source, url) DO UPDATE SET target = excluded.target");
        put.bind(":source", source);
        if (!target.empty()) {
            put.bind(":url", url);
            put.bind(":target", target);
        }
        put.exec();
    });
}

std::string Store::moved(const std::string& source, const std::string& url) {
    return guarded(database_->file, [&] {
        auto& select = database_->kept("SELECT target FROM ops_moved WHERE source = :source AND url = :url");
        select.bind(":source", source);
        select.bind(":url", url);
        const auto target = select.executeStep() ? select.getColumn(0).getString() : std::string{};
        select.reset();
        return target;
    });
}

}  // namespace store
