/** Tests of the whole worker with real processes over an endpoint in memory. */
@NullMarked
package dev.millrace.agent.worker;

import org.jspecify.annotations.NullMarked;
