/** The routes that tell whether the server is well. */
@NullMarked
package dev.millrace.server.system.http;

import org.jspecify.annotations.NullMarked;
