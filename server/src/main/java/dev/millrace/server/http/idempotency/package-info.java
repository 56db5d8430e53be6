/**
 * Answers kept for a while, so that a request that comes again with the same {@code
 * Idempotency-Key} gets the answer of the first and does nothing.
 *
 * <p>Start at {@link dev.millrace.server.http.idempotency.KeptAnswers}. A crash between a change
 * and the keeping of its answer lets the request be done again, so what must not be done twice
 * derives the id of what it makes from the key.
 */
@NullMarked
package dev.millrace.server.http.idempotency;

import org.jspecify.annotations.NullMarked;
