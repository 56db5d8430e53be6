/**
 * Moves what decides between builds: who runs next in a queue, who holds a mutex. Each such arbiter
 * has a state of its own and takes one event at a time; what it decides is committed together with
 * the messages that tell builds of it, and those are sent until their receivers have them on disk.
 *
 * <p>Promises what the loop of builds does, and by the same means: what is acknowledged is on disk,
 * events of one arbiter are applied one at a time, a message is delivered at least once, a crash at
 * any instruction loses nothing. A new kind of arbiter is an {@link
 * dev.millrace.server.builds.arbiters.ArbiterKind}: its rules, and how its state is written. Start
 * reading at {@link dev.millrace.server.builds.arbiters.Arbiters}.
 */
@NullMarked
package dev.millrace.server.builds.arbiters;

import org.jspecify.annotations.NullMarked;
