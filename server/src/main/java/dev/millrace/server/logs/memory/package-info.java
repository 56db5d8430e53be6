/** Logs in memory, for tests and simulations. Nothing outlives the process. */
@NullMarked
package dev.millrace.server.logs.memory;

import org.jspecify.annotations.NullMarked;
