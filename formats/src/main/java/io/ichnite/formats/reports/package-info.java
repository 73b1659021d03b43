/** Reports of sandboxes and emulators in JSON: CAPE, Cuckoo and Speakeasy, read as they come. */
@NullMarked
package io.ichnite.formats.reports;

import org.jspecify.annotations.NullMarked;
