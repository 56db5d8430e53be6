/** What every database keeps. */
@NullMarked
package dev.millrace.server.database;

import org.jspecify.annotations.NullMarked;
