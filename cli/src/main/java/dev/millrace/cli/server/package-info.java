/** {@code millrace server}: the server as a process of its own. */
@NullMarked
package dev.millrace.cli.server;

import org.jspecify.annotations.NullMarked;
