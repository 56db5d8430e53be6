/** Tests of our own log. */
@NullMarked
package dev.millrace.cli.logging;

import org.jspecify.annotations.NullMarked;
