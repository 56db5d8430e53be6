@NullMarked
package dev.millrace.server.events;

import org.jspecify.annotations.NullMarked;
