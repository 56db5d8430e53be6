/** Tests of processes with real processes. */
@NullMarked
package dev.millrace.agent.process;

import org.jspecify.annotations.NullMarked;
