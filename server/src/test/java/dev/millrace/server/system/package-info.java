@NullMarked
package dev.millrace.server.system;

import org.jspecify.annotations.NullMarked;
