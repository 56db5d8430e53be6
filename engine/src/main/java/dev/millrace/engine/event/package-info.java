/**
 * What can happen to a build from outside ({@link dev.millrace.engine.event.BuildEvent}) and what
 * the rules want done outside ({@link dev.millrace.engine.event.Effect}). Both are data.
 */
@NullMarked
package dev.millrace.engine.event;

import org.jspecify.annotations.NullMarked;
