/** The routes that tell whether the server is well, and how it does. */
@NullMarked
package dev.millrace.server.system.http;

import org.jspecify.annotations.NullMarked;
