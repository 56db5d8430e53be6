/**
 * How whatever has a state of its own is moved in this process: its letters are read one at a time
 * ({@link dev.millrace.server.builds.turns.Turns}), its timers are brought when they are due
 * ({@link dev.millrace.server.builds.turns.TimerClock}), and what is used stays in memory ({@link
 * dev.millrace.server.builds.turns.Residents}). Knows nothing of what it moves, and stores nothing.
 */
@NullMarked
package dev.millrace.server.builds.turns;

import org.jspecify.annotations.NullMarked;
