/** What the room keeps, in memory: for tests and simulations. Nothing outlives the process. */
@NullMarked
package dev.millrace.server.access.memory;

import org.jspecify.annotations.NullMarked;
