@NullMarked
package dev.millrace.server.builds.mutexes;

import org.jspecify.annotations.NullMarked;
