package org.zhengshu.mounting.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;

/** On which entries the caller may mount data (可挂接目录): published ones of its own department. */
@ApplicationScoped
public class Provided {
    @Inject private Resources resources;

    /** The entry, or the reason why the caller may not mount data on it. */
    public Resources.Resource require(UUID itemId) {
        Call.current().note("resource", itemId);
        Resources.Resource resource = resources.requireSeen(itemId);
        if (!resource.provider().equals(Call.current().actor().department())) {
            throw ProblemType.FORBIDDEN.because(
                    "只有提供部门可以挂接数据", "only the providing department mounts data");
        }
        if (!resource.published()) {
            throw ProblemType.ITEM_NOT_PUBLISHED.because(
                    "目录发布后方可挂接数据", "data is mounted after the entry is published");
        }
        return resource;
    }
}
