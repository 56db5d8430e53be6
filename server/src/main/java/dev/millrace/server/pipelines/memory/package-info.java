/** Pipelines in memory, for tests and simulations. Nothing outlives the process. */
@NullMarked
package dev.millrace.server.pipelines.memory;

import org.jspecify.annotations.NullMarked;
