@NullMarked
package dev.millrace.server.system.http;

import org.jspecify.annotations.NullMarked;
