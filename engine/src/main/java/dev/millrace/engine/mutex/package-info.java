/**
 * The locks that jobs of a project share by name. Owns who holds a lock and who waits for it, in
 * which order; a {@link dev.millrace.engine.mutex.MutexGroup} is one lock. Pure, like the rules of
 * builds: {@code State × Event → State + Messages}.
 *
 * <p>Promises: never two holders, first come first served, a queue never longer than who asks
 * allows, and nothing changed by what comes late or twice. A build answers a grant it has no use
 * for by giving it back, so that no order of messages leaves a lock with nobody.
 *
 * <p>Not here: how a job asks and how long it waits ({@code MutexControl} in the room above), and
 * where groups are kept. Start reading at {@link dev.millrace.engine.mutex.MutexLifecycle}.
 */
@NullMarked
package dev.millrace.engine.mutex;

import org.jspecify.annotations.NullMarked;
