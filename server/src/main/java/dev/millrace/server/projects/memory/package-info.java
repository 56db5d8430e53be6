/** Projects in memory: for tests and simulations. Nothing outlives the process. */
@NullMarked
package dev.millrace.server.projects.memory;

import org.jspecify.annotations.NullMarked;
