/** Tests of the room, and a collector of traces for others. */
@NullMarked
package dev.millrace.server.traces;

import org.jspecify.annotations.NullMarked;
