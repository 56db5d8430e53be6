/** Programs that measure; run by hand, never by the build. */
@NullMarked
package dev.millrace.server.bench;

import org.jspecify.annotations.NullMarked;
