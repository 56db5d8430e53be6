@NullMarked
package dev.millrace.server.builds.wishes;

import org.jspecify.annotations.NullMarked;
