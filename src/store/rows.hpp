#pragma once

#include "store/database.hpp"

namespace store {

/// A SELECT of snapshots, the rest of it as given, kept prepared.
SQLite::Statement& snapshots_where(Store::Database& in, const std::string& rest);
/// Its current row.
model::Snapshot snapshot_of(const SQLite::Statement& row);
std::string outcome_of(const SQLite::Statement& row);
/// :source, :part, :visit, :from and :to of the visit that a snapshot belongs to.
void bind_visit(SQLite::Statement& select, const model::Snapshot& of);

}  // namespace store
