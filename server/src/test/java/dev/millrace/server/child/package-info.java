/** Processes of our own that tests may kill. */
@NullMarked
package dev.millrace.server.child;

import org.jspecify.annotations.NullMarked;
