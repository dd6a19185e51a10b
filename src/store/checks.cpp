// When checks were broken and mended.
#include "store/database.hpp"
#include "store/store.hpp"

namespace store {

void Store::note_checks(const std::vector<CheckSpell>& broken, base::Instant now) {
    together([&] {
        for (const auto& one : broken) {
            auto& put = database_->put("ops_check");
            put.bind(":name", one.name);
            put.bind(":now", micros(now));
            put.bind(":severity", one.severity);
            put.bind(":rows", one.rows);
            put.bind(":example", one.example);
            put.exec();
        }
        auto& mended = database_->put("ops_check_mended");
        mended.bind(":now", micros(now));
        mended.exec();
    });
}

std::vector<CheckSpell> Store::check_history() {
    return guarded(database_->file, [&] {
        auto& select = database_->kept(
            "SELECT name, severity, example, wrong_rows, began, seen, ended FROM ops_check "
            "ORDER BY began DESC, name");
        std::vector<CheckSpell> all;
        while (select.executeStep()) {
            CheckSpell one{select.getColumn(0).getString(),
                           select.getColumn(1).getString(),
                           select.getColumn(2).getString(),
                           select.getColumn(3).getInt64(),
                           instant(select.getColumn(4).getInt64()),
                           instant(select.getColumn(5).getInt64()),
                           {}};
            if (!select.getColumn(6).isNull()) one.ended = instant(select.getColumn(6).getInt64());
            all.push_back(std::move(one));
        }
        return all;
    });
}

}  // namespace store
