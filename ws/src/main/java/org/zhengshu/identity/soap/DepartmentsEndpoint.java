package org.zhengshu.identity.soap;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.util.List;
import org.apache.cxf.interceptor.InInterceptors;
import org.apache.cxf.interceptor.OutFaultInterceptors;
import org.zhengshu.identity.boundary.Departments;
import org.zhengshu.kernel.soap.FaultProblems;
import org.zhengshu.kernel.soap.OpenMessages;
import org.zhengshu.kernel.soap.SoapDoor;
import org.zhengshu.kernel.soap.SoapOperation;

/** The departments of the node (部门名录). */
@Dependent
@WebServiceProvider(
        serviceName = "Departments",
        portName = "DepartmentsPort12",
        targetNamespace = DepartmentsEndpoint.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/Departments.wsdl")
@ServiceMode(Service.Mode.PAYLOAD)
@InInterceptors(classes = OpenMessages.class)
@OutFaultInterceptors(classes = FaultProblems.class)
public class DepartmentsEndpoint extends SoapDoor {
    static final String NAMESPACE = "urn:zhengshu:departments:1";

    @Inject private Departments departments;

    /** Asks for all departments. */
    public record ListDepartments() {}

    /** The departments, one element each. */
    public record DepartmentList(List<Departments.DepartmentView> department) {}

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<SoapOperation<?>> operations() {
        return List.of(
                SoapOperation.of(
                        "list",
                        ListDepartments.class,
                        DepartmentList.class,
                        in -> new DepartmentList(departments.list())));
    }
}
