/**
 * What a build is at one moment: immutable values that say how far build, stages, jobs and tasks
 * have come. Statuses are those of BK-CI, one enum a level, each with its table of allowed steps.
 *
 * <p>A new state shares every part that did not change with the state before, so that a store can
 * tell by identity which rows to write. Start reading at {@link dev.millrace.engine.state.Build}.
 */
@NullMarked
package dev.millrace.engine.state;

import org.jspecify.annotations.NullMarked;
