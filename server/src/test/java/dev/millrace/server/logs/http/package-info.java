@NullMarked
package dev.millrace.server.logs.http;

import org.jspecify.annotations.NullMarked;
