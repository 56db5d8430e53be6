@NullMarked
package dev.millrace.server.system.metrics;

import org.jspecify.annotations.NullMarked;
