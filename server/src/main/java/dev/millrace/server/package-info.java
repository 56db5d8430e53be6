/**
 * The server process: one package per room, each owning its tables, its port, its adapters. The
 * local {@code millrace run} uses the same rooms without HTTP.
 */
@NullMarked
package dev.millrace.server;

import org.jspecify.annotations.NullMarked;
