@NullMarked
package dev.millrace.server.builds.calls;

import org.jspecify.annotations.NullMarked;
