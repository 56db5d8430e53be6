/**
 * What people want of the builds of their projects: to start them, stop them, run them again,
 * decide what they wait for, and see them. Whoever speaks HTTP, or anything else, comes here first.
 *
 * <p>Each wish is asked for its right at the doors, checked, written into the audit and only then
 * brought to the build as an event; the rooms behind do none of this. The audit is durable before
 * the event is sent, in a commit of its own: a crash between the two leaves a wish in the audit
 * that nothing came of, never a change that nobody is named for. A wish that is refused is not
 * audited. What is refused is a {@link dev.millrace.server.builds.wishes.BuildRefused}, and has
 * changed nothing. A build that somebody may not see is not there for them. Start reading at {@link
 * dev.millrace.server.builds.wishes.BuildGuard}.
 */
@NullMarked
package dev.millrace.server.builds.wishes;

import org.jspecify.annotations.NullMarked;
