package org.zhengshu.bench;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.LogKeys;

/** The product's log keys outside of the container, which would have injected the settings. */
final class ProductKeys {
    private ProductKeys() {}

    static LogKeys of(Path data) throws ReflectiveOperationException {
        System.setProperty("zhengshu.data.dir", data.toString());
        System.setProperty("zhengshu.config.dir", data.toString());
        LogKeys keys = new LogKeys();
        Field settings = LogKeys.class.getDeclaredField("settings");
        settings.setAccessible(true);
        settings.set(keys, Settings.fromSystem());
        Method load = LogKeys.class.getDeclaredMethod("load");
        load.setAccessible(true);
        load.invoke(keys);
        return keys;
    }
}
