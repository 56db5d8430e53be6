/** A project with members and builds behind an HTTP server, for tests of what is about builds. */
@NullMarked
package dev.millrace.server.builds.http.testing;

import org.jspecify.annotations.NullMarked;
