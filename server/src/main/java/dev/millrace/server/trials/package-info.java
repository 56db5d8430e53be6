/**
 * Ends the process at a named point, as a kill would, where a test asks for it at the start; for
 * {@code ChaosTest}, which starts the server again and looks whether anything is lost.
 *
 * <p>Off unless the environment asks: then nothing is wrapped and nothing costs. Each point lies
 * between two things that a crash could part: what is decided and what is committed, what is
 * committed and what follows, what is done and who is told. Start at {@link
 * dev.millrace.server.trials.Halting}, which wraps ports where the server is wired; no room knows
 * of it.
 */
@NullMarked
package dev.millrace.server.trials;

import org.jspecify.annotations.NullMarked;
