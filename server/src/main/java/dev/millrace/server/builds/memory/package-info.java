/** Builds in memory, for tests and the simulation. Nothing outlives the process. */
@NullMarked
package dev.millrace.server.builds.memory;

import org.jspecify.annotations.NullMarked;
