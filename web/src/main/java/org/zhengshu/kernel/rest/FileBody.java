package org.zhengshu.kernel.rest;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.zhengshu.kernel.boundary.FileView;

/** Writes a file as it is (文件报文体). */
@Provider
@Produces("application/zip")
public class FileBody implements MessageBodyWriter<FileView> {
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return type == FileView.class;
    }

    @Override
    public void writeTo(
            FileView file,
            Class<?> type,
            Type generic,
            Annotation[] notes,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        headers.putSingle("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
        out.write(file.bytes());
    }
}
