/**
 * A PostgreSQL of this process's own, for tests and measurements: in a folder for the time being,
 * on a free port of this machine, gone with the process.
 *
 * <p>Start at {@link dev.millrace.testkit.postgres.PostgresServer}.
 */
@NullMarked
package dev.millrace.testkit.postgres;

import org.jspecify.annotations.NullMarked;
