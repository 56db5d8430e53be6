@NullMarked
package dev.millrace.server.events.http;

import org.jspecify.annotations.NullMarked;
