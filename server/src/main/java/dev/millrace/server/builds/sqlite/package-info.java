/**
 * Builds in one SQLite file: write-ahead log, every commit flushed, one thread that writes. Commits
 * that wait together share one transaction and one flush.
 *
 * <p>Start reading at {@link dev.millrace.server.builds.sqlite.SqliteBuildStore}.
 */
@NullMarked
package dev.millrace.server.builds.sqlite;

import org.jspecify.annotations.NullMarked;
