package org.zhengshu.tests.services;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Prepares the server before Arquillian starts it; inside the server there is nothing to do. */
public class ServerExtension implements BeforeAllCallback {
    static final String INSIDE = "jboss.server.base.dir";

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty(INSIDE) == null) {
            ManagedServer.prepare();
        }
    }
}
