/**
 * A build as people look at it: its stages, jobs and tasks, what became of them and why, and where
 * the time went. Made of a build's state and of what it was before, without asking anybody; says
 * nothing where the state does not tell. Start reading at {@link
 * dev.millrace.server.builds.view.BuildDetail}.
 */
@NullMarked
package dev.millrace.server.builds.view;

import org.jspecify.annotations.NullMarked;
