/**
 * What a build waits for, said to people. A query over the state of a build and what is known
 * around it; it changes nothing and decides nothing.
 *
 * <p>Promises one answer at least for every build that is not over, and one for each part of it
 * that waits: for what, since when, until when, who holds it, what would free it. A new status or a
 * new thing to wait for is one more case in a {@code switch} here.
 *
 * <p>Start reading at {@link dev.millrace.engine.why.WaitingFor}.
 */
@NullMarked
package dev.millrace.engine.why;

import org.jspecify.annotations.NullMarked;
