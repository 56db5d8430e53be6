/** Kept answers as rows of a database. */
@NullMarked
package dev.millrace.server.http.idempotency.sql;

import org.jspecify.annotations.NullMarked;
