@NullMarked
package dev.millrace.server.database.postgres;

import org.jspecify.annotations.NullMarked;
