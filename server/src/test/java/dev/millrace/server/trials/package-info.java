/** What a test may ask of a process, as far as it can be tried without one. */
@NullMarked
package dev.millrace.server.trials;

import org.jspecify.annotations.NullMarked;
