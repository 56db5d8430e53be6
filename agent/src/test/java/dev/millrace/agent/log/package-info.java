/** Tests of the task log. */
@NullMarked
package dev.millrace.agent.log;

import org.jspecify.annotations.NullMarked;
