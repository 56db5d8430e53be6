/**
 * What a test may ask of a real process at its start: to end at a named point, as a kill would end
 * it, and to live by a clock that is put forward and back.
 *
 * <p>Off unless the environment asks: nothing is wrapped then and nothing costs. Each point lies
 * between two things that a crash could part: what is decided and what is committed, what is
 * committed and what follows, what is done and who is told. Start at {@link
 * dev.millrace.server.trials.Halting}, which wraps ports where the server is wired; no room knows
 * of it.
 */
@NullMarked
package dev.millrace.server.trials;

import org.jspecify.annotations.NullMarked;
